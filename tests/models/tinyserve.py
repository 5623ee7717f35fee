"""Makes two tiny models of random or planned weights and serves them by `transformers serve`.

Run as a program: FOLDER PORT. `FOLDER/said` answers everything with `SAID`; `FOLDER/random` rambles.
"""

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
from transformers.cli.transformers import app

SAID = '{"colour": "red", "count": 3}'
_TEMPLATE = (
    "{% for each in messages %}{{ each['role'] }}: {{ each['content'] }}\n{% endfor %}<|start|>"
    "{# everything is said in plain text #}"
)


def make(folder: Path, *, planned: bool) -> None:
    """Save a model of one layer with its tokenizer of single bytes."""
    letters = sorted(ByteLevel.alphabet())
    bare = Tokenizer(BPE(vocab={letter: number for number, letter in enumerate(letters)}, merges=[]))
    bare.pre_tokenizer = ByteLevel(add_prefix_space=False)
    bare.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=bare, bos_token="<|start|>", eos_token="<|end|>", pad_token="<|pad|>"
    )
    tokenizer.add_tokens(SAID)
    tokenizer.chat_template = _TEMPLATE
    tokenizer.save_pretrained(folder)
    size = len(tokenizer) + len(tokenizer) % 2
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=size,
        hidden_size=size,
        intermediate_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=32_768,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(config)
    if planned:
        _plan(model, tokenizer)
    model.save_pretrained(folder)


def _plan(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast) -> None:
    """Have each token tell the next by itself: the start what is said, and that the end."""
    start, said, end = tokenizer.convert_tokens_to_ids(["<|start|>", SAID, "<|end|>"])
    with torch.no_grad():
        for layer in model.model.layers:
            layer.self_attn.o_proj.weight.zero_()
            layer.mlp.down_proj.weight.zero_()
        model.model.embed_tokens.weight.copy_(torch.eye(model.config.vocab_size))
        model.lm_head.weight.zero_()
        model.lm_head.weight[said, start] = model.lm_head.weight[end, said] = 1.0


if __name__ == "__main__":
    place, port = Path(sys.argv[1]), sys.argv[2]
    torch.set_num_threads(1)
    make(place / "said", planned=True)
    make(place / "random", planned=False)
    app(["serve", "--host", "127.0.0.1", "--port", port, "--device", "cpu"])
