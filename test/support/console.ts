/** What the READMEs tell a person to type. */

/** The commands after the prompts of a block, each in words; what is piped or written to a file goes no further. */
export const commandsIn = (text: string): readonly (readonly string[])[] =>
    text
        .split("\n")
        .filter((line) => line.startsWith("$ "))
        .flatMap((line) => line.slice(2).split(/ *(?:&&|\|\||;|\|) */))
        .map((command) =>
            command
                .replace(/ *[12]?>.*$/, "")
                .trim()
                .split(/ +/),
        );

/** The commands of npm itself that the READMEs may use. @see https://docs.npmjs.com/cli/v11/commands */
export const npmCommands: ReadonlySet<string> = new Set(["ci", "install-ci-test", "cit", "install"]);

/** The script that an npm command runs; undefined for a command of npm's own. */
export const scriptOf = ([verb = "", name]: readonly string[]): string | undefined =>
    verb === "run" ? (name ?? "") : verb === "test" ? "test" : undefined;

/** The commands of the Pulumi CLI that the READMEs may use. @see https://www.pulumi.com/docs/iac/cli/commands/ */
export const pulumiCommands: readonly string[] = [
    "config set",
    "destroy",
    "policy analyze",
    "policy enable",
    "policy group new",
    "policy publish",
    "policy validate-config",
    "preview",
    "refresh",
    "stack export",
    "stack init",
    "stack output",
    "up",
];

/** The command that the words after `pulumi` begin with. */
export const verbOf = (words: readonly string[]): string | undefined =>
    pulumiCommands.find((verb) => `${words.join(" ")} `.startsWith(`${verb} `));

/**
 * What the bash completion that the CLI writes of itself says of a command, its flags among it; undefined where the CLI
 * has no such command.
 */
export const completionOf = (completion: string, verb: string): string | undefined => {
    const said = (path: string): string | undefined =>
        new RegExp(`^_${path}\\(\\)\\n([\\s\\S]*?)^}`, "m").exec(completion)?.[1];
    const path = verb.split(" ").reduce((parent, word) => {
        const [, meant = word] = new RegExp(`aliashash\\["${word}"\\]="([^"]+)"`).exec(said(parent) ?? "") ?? [];
        return `${parent}_${meant}`;
    }, "pulumi");
    return said(path);
};
