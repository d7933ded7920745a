import type { PackageCommand } from "./manifest";

const quoted = (text: string): string => JSON.stringify(text);

/** The executable of the package: it runs the command that its first argument names. */
export const executable = (name: string, commands: readonly PackageCommand[]): string => {
    const width = Math.max(...commands.map((command) => command.name.length));
    const usage = [
        `Usage: ${name} <command> [options]`,
        "",
        "Commands:",
        ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}.`),
        "",
        `Run ${name} <command> --help for the options of a command.`,
    ].join("\n");
    return `#!/usr/bin/env node
"use strict";
const commands = {
${commands.map((command) => `    ${quoted(command.name)}: () => require("../lib/commands/${command.file}.js"),`).join("\n")}
};
const usage = ${quoted(usage)};
const [, , name, ...args] = process.argv;
if (name === "--help" || name === "-h" || name === "help") {
    console.log(usage);
} else if (name === "--version") {
    console.log(require("../package.json").version);
} else if (name !== undefined && Object.hasOwn(commands, name)) {
    process.argv = [process.argv[0], name, ...args];
    commands[name]();
} else {
    console.error(name === undefined ? usage : \`unknown command \${JSON.stringify(name)}\\n\\n\${usage}\`);
    process.exitCode = 2;
}
`;
};
