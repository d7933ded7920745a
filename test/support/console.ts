/** Parses the commands in console blocks of the documentation. */

/** The commands after the prompts of a block, split into words, without pipes and redirections. */
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

/** The npm commands that the documentation may use. @see https://docs.npmjs.com/cli/v11/commands */
export const npmCommands: ReadonlySet<string> = new Set(["ci", "install-ci-test", "cit", "install", "publish"]);

/** The script that an npm command runs; undefined for npm's built-in commands. */
export const scriptOf = ([verb = "", name]: readonly string[]): string | undefined => {
    if (verb === "run") {
        return name ?? "";
    }
    return verb === "test" ? "test" : undefined;
};

/** The Pulumi CLI commands that the documentation may use. @see https://www.pulumi.com/docs/iac/cli/commands/ */
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

/** The known command at the beginning of the words after `pulumi`. */
export const verbOf = (words: readonly string[]): string | undefined =>
    pulumiCommands.find((verb) => `${words.join(" ")} `.startsWith(`${verb} `));

/**
 * The part of the CLI's bash completion script about a command, which includes its flags; undefined if the CLI has no
 * such command.
 */
export const completionOf = (completion: string, verb: string): string | undefined => {
    const functionBody = (path: string): string | undefined =>
        new RegExp(`^_${path}\\(\\)\\n([\\s\\S]*?)^}`, "m").exec(completion)?.[1];
    const path = verb.split(" ").reduce((parent, word) => {
        const [, command = word] =
            new RegExp(`aliashash\\["${word}"\\]="([^"]+)"`).exec(functionBody(parent) ?? "") ?? [];
        return `${parent}_${command}`;
    }, "pulumi");
    return functionBody(path);
};
