// The page's own part: custom elements that Gradio's layout holds.

import "./sheet.js";
import "./talk.js";
import "./past.js";
import "./phone.js";
import { link } from "./link.js";
import { begin } from "./places.js";

// A list of Gradio's that scrolls would take the keyboard on its way out of the field, and lose it.
document.addEventListener("keydown", ({ key }) => key === "Tab" && document.querySelectorAll("#tw-form [role=listbox]").forEach((list) => (list.tabIndex = -1)), true);

begin();
link.connect();
