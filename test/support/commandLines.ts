/** The words of one command, as a shell would split them; a line that ends in a backslash goes on. */
const wordsOf = (line: string): readonly string[] =>
    [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));

/** The commands of a block of a console, one for each prompt. */
export const commandLinesIn = (text: string): readonly (readonly string[])[] =>
    text
        .replace(/\\\n\s*/g, "")
        .split("\n")
        .filter((line) => line.startsWith("$ "))
        .flatMap((line) => line.slice(2).split(" && "))
        .map((command) => wordsOf(command.replace(/ > .*$/, "")));
