"""The grounder that ships: a small network on pixels and words, run by onnxruntime."""
