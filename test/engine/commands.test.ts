/** Checks every pulumi command in the documentation against the CLI: that it exists, and its options. */
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

/** The words after `pulumi`, with the page they are on. */
const commands = pages.flatMap((page) =>
    fencesIn(page)
        .filter(({ language }) => language === "console")
        .flatMap(({ text }) => commandLinesIn(text))
        .flatMap(([program, ...words]) => (program === "pulumi" ? [{ page, words }] : [])),
);

/** The `--help` of a command, parsed. */
interface Help {
    /** The number of words after `pulumi` that form its name. */
    readonly depth: number;
    /** Whether it only groups other commands. */
    readonly isParent: boolean;
    /** The maximum number of positional arguments. */
    readonly maxArgs: number;
    /** The options, and whether each takes a value. */
    readonly options: ReadonlyMap<string, boolean>;
}

const helpIn = (text: string): Help => {
    const [, usage = ""] = /^Usage:\n {2}pulumi ?(.*)$/m.exec(text) ?? [];
    const words = usage.split(" ").filter((word) => word !== "[flags]" && word !== "[--]");
    const name = words.filter((word) => /^[a-z-]+$/.test(word));
    return {
        depth: name.length,
        isParent: /^Available Commands:$/m.test(text) && words.length === name.length,
        maxArgs: usage.includes("]...") ? Infinity : words.length - name.length,
        options: new Map(
            [...text.matchAll(/^ +(?:(-\w), )?(--[\w-]+)\S*( \w+)?/gm)].flatMap(([, short, long = "", value]) =>
                [short, long].flatMap((option): [string, boolean][] =>
                    option === undefined ? [] : [[option, value !== undefined]],
                ),
            ),
        ),
    };
};

/** What is wrong with a command; undefined if it is valid. */
const commandIssue = (words: readonly string[], { depth, isParent, maxArgs, options }: Help): string | undefined => {
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
    return rest.length > maxArgs ? `takes no further argument: ${rest.join(" ")}` : undefined;
};

describe("the pulumi commands in the documentation", function () {
    this.timeout(120_000);
    const cli = findCli();
    const cache = new Map<string, Help>();

    /** The help of the longest command that is a prefix of the words. */
    const helpOf = (words: readonly string[]): Help => {
        const first = words.findIndex((word) => word.startsWith("-"));
        const named = words.slice(0, first === -1 ? words.length : first).filter((word) => /^[a-z-]+$/.test(word));
        const key = named.slice(0, 3).join(" ");
        const known = cache.get(key);
        if (known !== undefined) {
            return known;
        }
        const { stdout, status } = spawnSync(cli?.executable ?? "", [...key.split(" "), "--help"], {
            encoding: "utf8",
            env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", COLUMNS: "200" },
        });
        assert.equal(status, 0, `pulumi ${key} --help`);
        const help = helpIn(stdout);
        cache.set(key, help);
        return help;
    };

    before(function () {
        // CI always has a CLI here.
        if (cli === undefined) {
            this.skip();
        }
    });

    it("are found", () => {
        assert.ok(commands.length > 30, String(commands.length));
    });

    for (const { page, words } of commands) {
        it(`${page}: pulumi ${words.join(" ").slice(0, 70)}`, () => {
            assert.equal(commandIssue(words, helpOf(words)), undefined);
        });
    }

    for (const [line, issue] of Object.entries({
        "deployment settings push": "has no command push",
        "up --stack dev --no-such": "has no option --no-such",
        "policy frobnicate acme": "has no command frobnicate acme",
        "stack init acme/dev more": "takes no further argument: acme/dev more",
        "policy enable acme/ssm-access": undefined,
        "preview -s dev --diff": undefined,
        "policy group edit audited --mode audit": "has no option --mode",
    })) {
        it(`${issue === undefined ? "accepts" : "rejects"}: pulumi ${line}`, () => {
            const words = line.split(" ");
            assert.equal(commandIssue(words, helpOf(words)), issue);
        });
    }
});
