// The phone's own video, H.264 as scrcpy's server sends it, decoded by the browser.

export const canDecode = () => "VideoDecoder" in window;

const FRAME = 1e6 / 60; // microseconds; frames are shown as they come
const SPS = 7;

// The codec as the stream's first unit tells it; null where a key frame comes without one.
function codecOf(data) {
  for (let at = 0; at + 4 < data.length; at++) {
    if (data[at] || data[at + 1] || data[at + 2] !== 1) continue;
    if ((data[at + 3] & 31) !== SPS) return null;
    return `avc1.${[...data.subarray(at + 4, at + 7)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  }
  return null;
}

export class Video {
  #decoder = null;
  #at = 0;

  constructor(paint) {
    this.paint = paint;
  }

  take({ key, data }) {
    const codec = key ? codecOf(data) : null;
    if (codec) this.#begin(codec);
    if (this.#decoder?.state !== "configured") return;
    this.#decoder.decode(new EncodedVideoChunk({ type: key ? "key" : "delta", timestamp: (this.#at += FRAME), data }));
  }

  close() {
    if (this.#decoder && this.#decoder.state !== "closed") this.#decoder.close();
    this.#decoder = null;
  }

  // Each new configuration has its own size.
  #begin(codec) {
    if (!this.#decoder || this.#decoder.state === "closed")
      this.#decoder = new VideoDecoder({ output: this.paint, error: (error) => console.warn(`the phone's video: ${error.message}`) });
    this.#decoder.configure({ codec, optimizeForLatency: true });
  }
}
