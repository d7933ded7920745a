/**
 * One measurement of the law, in a process of its own so that its peak memory is its own. Bundled before it is run, as
 * the pack is. The argument is the count of documents, or `hostile`; the answer is one line of JSON.
 */
import { documentRules } from "../../policypack/rules";
import { evaluateDocument } from "../../policypack/engine/evaluateDocument";
import type { RuleOptions } from "../../policypack/engine/rule";
import { account, documents, type Sample } from "./documents";
import { hostile } from "./hostile";

/** What one run over generated documents took. */
export interface LawRun {
    readonly count: number;
    readonly bytes: number;
    readonly findings: number;
    /** Of this process, in seconds, all its threads together: what one core would take. */
    readonly lawCpu: number;
    readonly lawWall: number;
    readonly parseCpu: number;
    readonly parseWall: number;
    /** In bytes; the texts themselves are in it. */
    readonly peakMemory: number;
}

/** What one hostile document took. */
export interface HostileRun {
    readonly name: string;
    readonly characters: number;
    readonly findings: number;
    /** Seconds of the processor. */
    readonly cpu: number;
}

const options: Partial<RuleOptions> = { account };

const ask = (samples: readonly Sample[]): number =>
    samples.reduce((sum, { kind, text }) => sum + evaluateDocument(documentRules, kind, text, options).length, 0);

const parseAll = (samples: readonly Sample[]): number =>
    samples.reduce((sum, { text }) => sum + Object.keys(JSON.parse(text) as object).length, 0);

/** Another process on the machine slows both alike when they take turns. */
const turn = 500;

/** Enough for the engine to have compiled what is hot; a stack's first documents pay for that, whoever reads them. */
const warmUp = 3000;

class Clock {
    cpu = 0;
    wall = 0;

    time<Result>(work: () => Result): Result {
        const begun = performance.now();
        const before = process.cpuUsage();
        const result = work();
        const { user, system } = process.cpuUsage(before);
        this.cpu += (user + system) / 1e6;
        this.wall += (performance.now() - begun) / 1e3;
        return result;
    }
}

const run = (count: number): LawRun => {
    const before = documents(warmUp, 1);
    parseAll(before);
    ask(before);
    const samples = documents(count, 2);
    const law = new Clock();
    const parse = new Clock();
    let findings = 0;
    for (let at = 0; at < count; at += turn) {
        const some = samples.slice(at, at + turn);
        parse.time(() => parseAll(some));
        findings += law.time(() => ask(some));
    }
    return {
        count,
        bytes: samples.reduce((sum, { text }) => sum + text.length, 0),
        findings,
        lawCpu: law.cpu,
        lawWall: law.wall,
        parseCpu: parse.cpu,
        parseWall: parse.wall,
        peakMemory: process.resourceUsage().maxRSS * 1024,
    };
};

const runHostile = (): readonly HostileRun[] =>
    hostile.map((make) => {
        const { name, kind, raw } = make();
        const clock = new Clock();
        const findings = clock.time(() => evaluateDocument(documentRules, kind, raw, options).length);
        return { name, characters: typeof raw === "string" ? raw.length : 0, findings, cpu: clock.cpu };
    });

const [asked = ""] = process.argv.slice(2);
console.log(JSON.stringify(asked === "hostile" ? runHostile() : run(Number(asked))));
