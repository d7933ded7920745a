import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { anchor } from "../../tools/docs/markdown";
import { root } from "./imports";

/** A fenced block of a Markdown file. */
export interface Fence {
    readonly file: string;
    /** The line number of its first line of text, from 1. */
    readonly line: number;
    /** Empty if the fence has none. */
    readonly language: string;
    readonly text: string;
    /** The heading of the section that it is in, after those of the sections around it. */
    readonly headings: readonly string[];
}

/** Splits a file into fences and the prose between them. */
const partsOf = (text: string): { readonly fences: readonly Omit<Fence, "file">[]; readonly prose: string } => {
    const fences: Omit<Fence, "file">[] = [];
    const prose: string[] = [];
    const headings: string[] = [];
    let open: { readonly line: number; readonly language: string; readonly lines: string[] } | undefined;
    text.split("\n").forEach((line, i) => {
        const [, language] = /^\s*```(\S*)\s*$/.exec(line) ?? [];
        if (open === undefined && language !== undefined) {
            open = { line: i + 2, language, lines: [] };
        } else if (open !== undefined && language === "") {
            const { lines, ...fence } = open;
            fences.push({ ...fence, text: `${lines.join("\n")}\n`, headings: headings.flatMap((one) => one) });
            open = undefined;
        } else {
            (open?.lines ?? prose).push(line);
            const [, level = "", heading] = open === undefined ? (/^(#{1,6}) +(.+?) *$/.exec(line) ?? []) : [];
            if (heading !== undefined) {
                headings.length = level.length - 1;
                headings[level.length - 1] = heading;
            }
        }
    });
    if (open !== undefined) {
        throw new Error(`the fence in line ${String(open.line - 1)} is not closed`);
    }
    return { fences, prose: prose.join("\n") };
};

const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The fenced blocks of a file. */
export const fencesIn = (file: string): readonly Fence[] =>
    partsOf(read(file)).fences.map((fence) => ({ file, ...fence }));

/** Whether the heading over a fence, or one around it, says that its commands need AWS or Pulumi Cloud. */
export const needsService = ({ headings }: Fence): boolean =>
    headings.some((heading) => / \((AWS|Pulumi Cloud)\)$/.test(heading));

/** The targets of the links in a text, outside fences and code spans. */
export const linksIn = (text: string): readonly string[] =>
    [
        ...partsOf(text)
            .prose.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, (found, _, at: number, whole: string) =>
                // The text of a link may be code.
                whole.slice(at + found.length).startsWith("](") ? "code" : "",
            )
            .matchAll(/\]\(([^()\s]+)\)/g),
    ].map(([, target = ""]) => target);

/** The anchors of the headings in a text. */
export const anchorsIn = (text: string): ReadonlySet<string> => {
    const found = new Map<string, number>();
    return new Set(
        [...partsOf(text).prose.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = ""]) => {
            const name = anchor(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
            const before = found.get(name) ?? 0;
            found.set(name, before + 1);
            return before === 0 ? name : `${name}-${String(before)}`;
        }),
    );
};

/** The broken relative links in a file. */
export const deadLinksIn = (file: string, text = read(file)): readonly string[] =>
    linksIn(text)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => {
            const [path = "", heading] = target.split("#", 2);
            const to = path === "" ? file : normalize(join(dirname(file), path));
            if (!existsSync(join(root, to))) {
                return true;
            }
            return heading !== undefined && !anchorsIn(path === "" ? text : read(to)).has(heading);
        });
