"""The learned part of the bundled policy: features, network (onnxruntime), router, gate."""
