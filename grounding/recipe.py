"""A recipe's grounder: the checkpoint with all that was set when its published number was measured."""

from grounding.aima import AimaGrounder
from grounding.grounder import Grounder
from grounding.localchat import LocalChatGrounder
from grounding.pointer import PointerGrounder
from grounding.pointerhead import load_head
from grounding.profile import Recipe
from grounding.view import MultiView
from models.localvlm import load_vlm
from models.notice import notify


def follow(recipe: Recipe, folder: str = "", device: str = "auto") -> Grounder:
    """The grounder, with the weights in `folder`, or those of the released checkpoint.

    Notifies where the prompt is not the published one. Errors as `load_vlm` and `load_head`.
    """
    profile = recipe.profile
    vlm = load_vlm(folder or profile.hub, device=device, dtype=recipe.precision)
    told = profile.prompt_note(vlm.checkpoint.folder)
    if told:
        notify(f"recipe {recipe.name}: {told}")
    if profile.method == "anchor":
        return AimaGrounder(vlm, profile, zoom=recipe.zoom)
    if profile.method == "pointer":
        return PointerGrounder(vlm, load_head(vlm), profile)
    return MultiView(LocalChatGrounder(vlm, profile), recipe.passes, unread=recipe.unread)
