/** The words of one command, split as a shell would. */
const wordsOf = (line: string): readonly string[] =>
    [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));

/** The commands of a console block, one per prompt. A line that ends in a backslash continues on the next. */
export const commandLinesIn = (text: string): readonly (readonly string[])[] =>
    text
        .replace(/\\\n\s*/g, "")
        .split("\n")
        .filter((line) => line.startsWith("$ "))
        .flatMap((line) => line.slice(2).split(" && "))
        .map((command) => wordsOf(command.replace(/ > .*$/, "")));
