"""What buyers wrote, and writing something oneself."""

from dataclasses import replace
from functools import partial

from device.phone.apps.provider.moment import short_moment
from device.phone.apps.store.catalog import Product, Review, add_review, delete_review, product, reviews
from device.phone.apps.store.part import shown, text
from device.phone.apps.store.state import StoreActivity
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Icon, Input, Text
from device.phone.widget import Choice, alert, button, icon_button, section, text_field, tile

_FIRST = 3
TITLE, BODY = "review_title", "review_body"


def review_rows(hands: StoreActivity, found: Product) -> list[View]:
    """The newest, under a heading; the others behind a row."""
    tr, every = hands.tr, reviews(hands.context, found.id)
    parts = [section(tr("Customer reviews")), *(_row(hands, one) for one in every[:_FIRST])]
    if not every:
        parts.append(text(tr("Nobody has written about this yet.")))
    if len(every) > _FIRST:
        more = tr("See all {} reviews").format(len(every))
        parts.append(tile(more, on_tap=lambda: hands.go("reviews", found.id), resource_id="all_reviews"))
    parts.append(
        tile(tr("Write a review"), icon="rate_review", on_tap=lambda: hands.go("writereview", found.id))
    )
    return parts


def _row(hands: StoreActivity, one: Review) -> View:
    head = fixed("TextView", "review_author", Text(one.author, style="label_large", max_lines=1), box=GROWING)
    when = View(
        "TextView",
        "review_date",
        Text(short_moment(hands.context, one.date_ms), style="body_small", colour="outline"),
    )
    top = View(
        box=FULL_WIDTH, flow=Flow("row", gap=8.0, align="center"), children=(head, when), important=False
    )
    if one.mine:
        top.children = (
            *top.children,
            icon_button("delete", hands.tr("Delete review"), lambda: hands.ask("unwrite", one.id)),
        )
    stars = View(
        "TextView",
        "review_stars",
        Text("★" * one.stars + "☆" * (5 - one.stars), style="body_medium", colour="app_yellow"),
    )
    title = fixed("TextView", "review_title", Text(one.title, style="title_small"), box=FULL_WIDTH)
    body = View(
        "TextView",
        "review_body",
        Text(one.body, style="body_medium", selectable=f"review {one.id}"),
        box=FULL_WIDTH,
    )
    return View(
        "android.view.ViewGroup",
        "review_card",
        box=Box(width=FILL, padding=(24.0, 8.0, 16.0, 8.0)),
        flow=Flow(gap=2.0),
        children=(top, stars, title, body),
    )


def show_reviews(hands: StoreActivity) -> Screen:
    """All of them."""
    tr, number = hands.tr, hands.state.id
    write = tile(tr("Write a review"), icon="rate_review", on_tap=lambda: hands.go("writereview", number))
    rows = [_row(hands, one) for one in reviews(hands.context, number)]
    screen = shown(hands, tr("Customer reviews"), *rows, write)
    return Screen(screen.content, overlay=unwrite(hands), title=screen.title)


def unwrite(hands: StoreActivity) -> Overlay | None:
    """Asks before one's own review goes."""
    tr = hands.tr
    if hands.state.dialog != "unwrite":
        return None

    def delete() -> None:
        delete_review(hands.context, hands.state.about)
        hands.close()

    return alert(
        "",
        tr("Delete your review?"),
        accept=Choice(tr("Delete"), delete),
        cancel=Choice(tr("Cancel"), hands.close),
    )


def show_write(hands: StoreActivity) -> Screen:
    """Stars, a heading and some words."""
    tr, context = hands.tr, hands.context
    found = product(hands.context, hands.state.id)
    send = button(tr("Publish review"), lambda: _publish(hands), resource_id="publish_review")
    send.box = replace(send.box, margin=(24.0, 16.0, 24.0, 8.0))
    return shown(
        hands,
        tr("Write a review"),
        text(found.name if found else "", "title_medium", "on_surface"),
        _stars(hands),
        text_field(
            Input(TITLE, tr("Heading")),
            context.text(TITLE),
            resource_id="review_heading",
            margin=(24.0, 0.0, 24.0, 12.0),
        ),
        text_field(
            Input(BODY, tr("Your review"), kind="multiline"), context.text(BODY), resource_id="review_text"
        ),
        send,
    )


def _stars(hands: StoreActivity) -> View:
    """Five to touch."""
    stars = hands.state.stars
    marks = [
        icon_button(
            Icon("star", "app_yellow" if place <= stars else "outline", filled=place <= stars),
            hands.tr("{} of 5 stars").format(place),
            partial(hands.set, stars=place),
            selected=place == stars,
        )
        for place in range(1, 6)
    ]
    return View(box=Box(padding=(16.0, 8.0, 16.0, 8.0)), flow=Flow("row"), children=marks, important=False)


def _publish(hands: StoreActivity) -> None:
    """Keep it with the others, or say what is missing."""
    tr, context, stars = hands.tr, hands.context, hands.state.stars
    heading, words = context.text(TITLE).strip(), context.text(BODY).strip()
    if not stars or not words:
        context.toast(tr("Choose stars and write something."))
        return
    where = hands.mine.address()
    name = where.name if where else tr("Larkmart customer")
    add_review(hands.context, hands.state.id, name, stars, heading, words, mine=True)
    context.toast(tr("Thank you for your review."))
    context.finish()
