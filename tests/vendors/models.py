"""The models that the vendors list, each with the dates and figures which that vendor carries.

Names, sizes and dates as the guide had them on 2026-11-22; the lists are short on purpose.
"""

from datetime import UTC, datetime
from typing import Any

CONTEXT = {
    "gpt-6.1-sol": 1_050_000,
    "gpt-6-luna": 1_050_000,
    "gpt-4o-mini": 128_000,
    "claude-sonnet-5-5": 1_000_000,
    "claude-haiku-5-5": 1_000_000,
    "claude-sonnet-4-5": 200_000,
    "gemini-3.8-flash": 1_048_576,
    "gemini-3.5-flash-lite": 1_048_576,
    "anthropic/claude-sonnet-5.5": 1_000_000,
    "openai/gpt-6-luna": 1_050_000,
    "meta-llama/llama-4-scout": 327_680,
    "qwen3:8b": 40_960,
    "llama3.2:3b": 131_072,
}


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def _openai(name: str, created: str, shutdown: str | None = None) -> dict[str, Any]:
    return {
        "id": name,
        "object": "model",
        "created": _seconds(created),
        "owned_by": "system",
        "shutdown_date": shutdown,
    }


OPENAI = [
    _openai("gpt-6.1-sol", "2026-10-29"),
    _openai("gpt-6-luna", "2026-08-27"),
    _openai("gpt-4o-mini", "2024-07-18", "2027-01-14"),
    _openai("text-embedding-3-small", "2024-01-25"),
]


def _anthropic(name: str, shown: str, created: str, retires: str | None = None) -> dict[str, Any]:
    return {
        "type": "model",
        "id": name,
        "display_name": shown,
        "created_at": f"{created}T00:00:00Z",
        "lifecycle": "deprecated" if retires else "active",
        "deprecated_at": "2026-05-30T00:00:00Z" if retires else None,
        "retires_at": f"{retires}T00:00:00Z" if retires else None,
        "max_input_tokens": CONTEXT[name],
        "max_tokens": 64_000,
        "capabilities": {"structured_outputs": {"supported": True}},
    }


ANTHROPIC = [
    _anthropic("claude-sonnet-5-5", "Claude Sonnet 5.5", "2026-09-17"),
    _anthropic("claude-haiku-5-5", "Claude Haiku 5.5", "2026-10-08"),
    _anthropic("claude-sonnet-4-5", "Claude Sonnet 4.5", "2025-09-29", "2026-11-30"),
]


def _gemini(name: str, shown: str, methods: list[str]) -> dict[str, Any]:
    return {
        "name": f"models/{name}",
        "version": "001",
        "displayName": shown,
        "description": f"{shown}, as listed",
        "inputTokenLimit": CONTEXT.get(name, 2_048),
        "outputTokenLimit": 65_536 if name in CONTEXT else 1,
        "supportedGenerationMethods": methods,
        "thinking": name in CONTEXT,
    }


_ASK = ["generateContent", "countTokens", "createCachedContent", "batchGenerateContent"]
GEMINI = [
    _gemini("gemini-3.8-flash", "Gemini 3.8 Flash", _ASK),
    _gemini("gemini-embedding-001", "Gemini Embedding 001", ["embedContent"]),
    _gemini("gemini-3.5-flash-lite", "Gemini 3.5 Flash-Lite", _ASK),
]


def _openrouter(name: str, shown: str, created: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "canonical_slug": name,
        "name": shown,
        "created": _seconds(created),
        "context_length": CONTEXT[name],
        "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]},
        "pricing": {"prompt": "0.000002", "completion": "0.00001"},
        "top_provider": {"context_length": CONTEXT[name], "max_completion_tokens": 64_000},
        "supported_parameters": ["max_tokens", "response_format", "structured_outputs"],
        "expiration_date": None,
        **more,
    }


OPENROUTER = [
    _openrouter("anthropic/claude-sonnet-5.5", "Anthropic: Claude Sonnet 5.5", "2026-09-17"),
    _openrouter("openai/gpt-6-luna", "OpenAI: GPT-6 Luna", "2026-08-27"),
    _openrouter(
        "meta-llama/llama-4-scout",
        "Meta: Llama 4 Scout",
        "2025-04-05",
        supported_parameters=["max_tokens", "temperature"],
        expiration_date="2026-12-31",
    ),
]

COMPATIBLE = [
    {"id": "qwen3-8b-instruct", "object": "model", "created": _seconds("2026-11-01"),
     "owned_by": "vllm", "max_model_len": 32_768},
]  # fmt: skip


def _ollama(name: str, family: str, size: str, modified: str) -> dict[str, Any]:
    return {
        "name": name,
        "model": name,
        "modified_at": f"{modified}T09:12:44.123456789+01:00",
        "size": 5_225_388_164,
        "digest": "500a1f067a9f" + "0" * 52,
        "details": {
            "parent_model": "",
            "format": "gguf",
            "family": family,
            "families": [family],
            "parameter_size": size,
            "quantization_level": "Q4_K_M",
        },
    }


OLLAMA = [
    _ollama("qwen3:8b", "qwen3", "8.2B", "2026-11-01"),
    _ollama("llama3.2:3b", "llama", "3.2B", "2026-06-12"),
]

# One model of each that takes whatever is asked here.
MODEL_OF = {
    "openai": "gpt-6-luna",
    "anthropic": "claude-haiku-5-5",
    "gemini": "gemini-3.8-flash",
    "openrouter": "anthropic/claude-sonnet-5.5",
    "compatible": "qwen3-8b-instruct",
    "ollama": "qwen3:8b",
}
