// The page's own part: custom elements that Gradio's layout holds.

import "./sheet.js";
import "./talk.js";
import "./past.js";
import "./phone.js";
import { link } from "./link.js";
import { begin } from "./places.js";

begin();
link.connect();
