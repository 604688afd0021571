/** A command to copy; `after` says what else is to be done. */
export interface Command {
  system: 'linux' | 'macos' | 'windows' | 'lmstudio' | 'llamacpp';
  text: string;
}

/** How to start a program with models. */
export const START: Record<'ollama' | 'compatible', readonly Command[]> = {
  ollama: [
    { system: 'linux', text: 'sudo systemctl start ollama' },
    { system: 'macos', text: 'open -a Ollama' },
    { system: 'windows', text: 'ollama serve' },
  ],
  compatible: [
    { system: 'lmstudio', text: 'lms server start --cors' },
    { system: 'llamacpp', text: 'llama-server -m model.gguf --port 8080' },
  ],
};

/** How to let pages of this origin call a program with models (docs/ollama.md says why). */
export function allowing(vendor: 'ollama' | 'compatible', origin: string): readonly Command[] {
  if (vendor === 'compatible') {
    return [
      { system: 'lmstudio', text: 'lms server start --cors' },
      {
        system: 'llamacpp',
        text: `llama-server -m model.gguf --port 8080 --cors-origins ${origin}`,
      },
    ];
  }
  const unit = '/etc/systemd/system/ollama.service.d';
  return [
    {
      system: 'linux',
      text: [
        `sudo mkdir -p ${unit}`,
        `printf '[Service]\\nEnvironment="OLLAMA_ORIGINS=${origin}"\\n' | sudo tee ${unit}/origins.conf`,
        'sudo systemctl daemon-reload && sudo systemctl restart ollama',
      ].join('\n'),
    },
    { system: 'macos', text: `launchctl setenv OLLAMA_ORIGINS "${origin}"` },
    { system: 'windows', text: `setx OLLAMA_ORIGINS "${origin}"` },
  ];
}

/** The system that this browser runs on, as far as it says. */
export function ownSystem(agent = navigator.userAgent): Command['system'] {
  if (/Windows/.test(agent)) return 'windows';
  return /Mac OS|Macintosh/.test(agent) ? 'macos' : 'linux';
}
