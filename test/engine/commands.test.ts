/** Every command that a page tells a person to type, asked of the CLI itself: that it exists, and its options. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { commandLinesIn } from "../support/commandLines";
import { root } from "../support/imports";
import { fencesIn } from "../support/markdown";
import { findCli } from "./support/cli";

const pages = [
    "README.md",
    "CONTRIBUTING.md",
    "policypack/README.md",
    "deployments/README.md",
    "test/engine/README.md",
    ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".md"))
        .map((file) => `docs/${file}`),
];

/** The words after `pulumi`, and where they stand. */
const commands = pages.flatMap((page) =>
    fencesIn(page)
        .filter(({ language }) => language === "console")
        .flatMap(({ text }) => commandLinesIn(text))
        .flatMap(([program, ...words]) => (program === "pulumi" ? [{ page, words }] : [])),
);

/** What `--help` says of one command. */
interface Help {
    /** How many words after `pulumi` are its name. */
    readonly depth: number;
    /** Whether it is nothing but the parent of other commands. */
    readonly isParent: boolean;
    /** How many words it takes beside its options. */
    readonly takes: number;
    /** Its options, and whether each takes a value. */
    readonly options: ReadonlyMap<string, boolean>;
}

const helpIn = (text: string): Help => {
    const [, usage = ""] = /^Usage:\n {2}pulumi ?(.*)$/m.exec(text) ?? [];
    const words = usage.split(" ").filter((word) => word !== "[flags]" && word !== "[--]");
    const name = words.filter((word) => /^[a-z-]+$/.test(word));
    return {
        depth: name.length,
        isParent: /^Available Commands:$/m.test(text) && words.length === name.length,
        takes: usage.includes("]...") ? Infinity : words.length - name.length,
        options: new Map(
            [...text.matchAll(/^ +(?:(-\w), )?(--[\w-]+)\S*( \w+)?/gm)].flatMap(([, short, long = "", value]) =>
                [short, long].flatMap((option): [string, boolean][] =>
                    option === undefined ? [] : [[option, value !== undefined]],
                ),
            ),
        ),
    };
};

/** What the CLI does not have of a command, in words; undefined where it has all. */
const lacking = (words: readonly string[], { depth, isParent, takes, options }: Help): string | undefined => {
    const rest: string[] = [];
    for (let i = depth; i < words.length; i += 1) {
        const word = words[i] ?? "";
        const [option = "", value] = word.split("=", 2);
        if (!option.startsWith("-")) {
            rest.push(word);
        } else if (!options.has(option)) {
            return `has no option ${option}`;
        } else if (options.get(option) === true && value === undefined) {
            i += 1;
        }
    }
    if (isParent && rest.length > 0) {
        return `has no command ${rest.join(" ")}`;
    }
    return rest.length > takes ? `takes no further word: ${rest.join(" ")}` : undefined;
};

describe("the commands of the pages", function () {
    this.timeout(120_000);
    const cli = findCli();
    const answers = new Map<string, Help>();

    /** The help of the longest command that the words begin with. */
    const helpOf = (words: readonly string[]): Help => {
        const first = words.findIndex((word) => word.startsWith("-"));
        const named = words.slice(0, first === -1 ? words.length : first).filter((word) => /^[a-z-]+$/.test(word));
        const key = named.slice(0, 3).join(" ");
        const known = answers.get(key);
        if (known !== undefined) {
            return known;
        }
        const { stdout, status } = spawnSync(cli?.executable ?? "", [...key.split(" "), "--help"], {
            encoding: "utf8",
            env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", COLUMNS: "200" },
        });
        assert.equal(status, 0, `pulumi ${key} --help`);
        const help = helpIn(stdout);
        answers.set(key, help);
        return help;
    };

    before(function () {
        // Without a CLI there is nobody to ask; CI always has one here.
        if (cli === undefined) {
            this.skip();
        }
    });

    it("are many", () => {
        assert.ok(commands.length > 30, String(commands.length));
    });

    for (const { page, words } of commands) {
        it(`${page}: pulumi ${words.join(" ").slice(0, 70)}`, () => {
            assert.equal(lacking(words, helpOf(words)), undefined);
        });
    }

    for (const [wrong, said] of Object.entries({
        "deployment settings push": "has no command push",
        "up --stack dev --no-such": "has no option --no-such",
        "policy frobnicate acme": "has no command frobnicate acme",
        "stack init acme/dev more": "takes no further word: acme/dev more",
        "policy enable acme/ssm-access": undefined,
        "preview -s dev --diff": undefined,
        "policy group edit audited --mode audit": "has no option --mode",
    })) {
        it(`${said === undefined ? "are taken" : "would be refused"}: pulumi ${wrong}`, () => {
            const words = wrong.split(" ");
            assert.equal(lacking(words, helpOf(words)), said);
        });
    }
});
