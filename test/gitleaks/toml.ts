/** A rule of gitleaks: the fields that Infill uses. */
export interface Rule {
  id: string;
  /** In Go's syntax; absent where the rule is for names of files. */
  regex?: string;
  /** In small letters; a text without any of them has no match. */
  keywords: string[];
  /** Bits a character that the secret must have. */
  entropy?: number;
  /** The group that is the secret. */
  secretGroup?: number;
  /** Files that the rule is for. */
  path?: string;
}

/** The rules of gitleaks' configuration. Reads the part of TOML that gitleaks writes, and nothing else. */
export function rulesOf(toml: string): Rule[] {
  return toml
    .split(/^\[\[rules\]\]$/m)
    .slice(1)
    .map((block) => {
      const own = block.split(/^\[\[rules\.allowlists\]\]$/m)[0]!;
      const literal = (name: string) => new RegExp(`^${name} = '''(.*)'''$`, 'm').exec(own)?.[1];
      const number = (name: string) => new RegExp(`^${name} = ([\\d.]+)$`, 'm').exec(own)?.[1];
      const regex = literal('regex');
      const path = literal('path');
      const entropy = number('entropy');
      const secretGroup = number('secretGroup');
      const keywords = /^keywords = \[([^\]]*)\]/m.exec(own)?.[1] ?? '';
      return {
        id: /^id = "(.+)"$/m.exec(own)![1]!,
        keywords: [...keywords.matchAll(/"([^"]+)"/g)].map(([, keyword]) => keyword!),
        ...(regex !== undefined && { regex }),
        ...(path !== undefined && { path }),
        ...(entropy !== undefined && { entropy: Number(entropy) }),
        ...(secretGroup !== undefined && { secretGroup: Number(secretGroup) }),
      };
    });
}
