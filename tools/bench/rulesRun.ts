/**
 * One measurement of rule evaluation, in a separate process to measure its peak memory. It is bundled first, like the
 * pack. The arguments are the number of documents, or `hostile`, and how many of them are distinct; the result is one
 * line of JSON.
 */
import { Command } from "commander";
import { documentRules } from "../../policypack/rules";
import { evaluateDocument } from "../../policypack/engine/evaluateDocument";
import { formatOnOneLine } from "../../policypack/engine/format";
import type { RuleOptions } from "../../policypack/engine/rule";
import type { DocumentViolation } from "../../policypack/engine/violation";
import { account, documents, type Sample } from "./documents";
import { hostile } from "./hostile";

/** The measurement of one run over generated documents. */
export interface EvaluationRun {
    readonly count: number;
    readonly distinct: number;
    readonly bytes: number;
    readonly violations: number;
    /** CPU time of all threads of this process, in seconds. */
    readonly evaluateCpu: number;
    readonly evaluateWall: number;
    /** CPU time for the texts, replacements and fingerprints of the violations, which are computed when they are read. */
    readonly writeCpu: number;
    readonly parseCpu: number;
    readonly parseWall: number;
    /** In bytes, including the texts. */
    readonly peakMemory: number;
}

/** The measurement of one hostile document. */
export interface HostileRun {
    readonly name: string;
    readonly characters: number;
    readonly violations: number;
    /** CPU time in seconds. */
    readonly cpu: number;
}

const options: Partial<RuleOptions> = { account };

const evaluateAll = (samples: readonly Sample[]): readonly DocumentViolation[] =>
    samples.flatMap(({ kind, text }) => evaluateDocument(documentRules, kind, text, options));

const writeAll = (violations: readonly DocumentViolation[]): number =>
    violations.reduce((sum, one) => sum + formatOnOneLine(one).length + one.fingerprint.length, 0);

const parseAll = (samples: readonly Sample[]): number =>
    samples.reduce((sum, { text }) => sum + Object.keys(JSON.parse(text) as object).length, 0);

/** The number of documents per turn. Parsing and evaluation alternate, so that other load affects both alike. */
const turn = 500;

/** The number of documents before the measurement, enough for V8 to optimize hot code. */
const warmUp = 3000;

class Clock {
    cpu = 0;
    wall = 0;

    time<Result>(work: () => Result): Result {
        const start = performance.now();
        const startCpu = process.cpuUsage();
        const result = work();
        const { user, system } = process.cpuUsage(startCpu);
        this.cpu += (user + system) / 1e6;
        this.wall += (performance.now() - start) / 1e3;
        return result;
    }
}

/** Another string with the same text, as another resource of a stack would hold it. */
const copyOf = ({ kind, text }: Sample): Sample => ({ kind, text: Buffer.from(text).toString() });

const run = (count: number, distinct: number): EvaluationRun => {
    const first = documents(warmUp, 1);
    parseAll(first);
    writeAll(evaluateAll(first));
    const different = documents(distinct, 2);
    const samples = Array.from({ length: count }, (_, at) => different[at % distinct]).filter(
        (one) => one !== undefined,
    );
    const evaluate = new Clock();
    const parse = new Clock();
    const write = new Clock();
    let violations = 0;
    for (let at = 0; at < count; at += turn) {
        const batch = samples.slice(at, at + turn).map(copyOf);
        parse.time(() => parseAll(batch));
        const found = evaluate.time(() => evaluateAll(batch));
        write.time(() => writeAll(found));
        violations += found.length;
    }
    return {
        count,
        distinct,
        bytes: samples.reduce((sum, { text }) => sum + text.length, 0),
        violations,
        evaluateCpu: evaluate.cpu,
        evaluateWall: evaluate.wall,
        writeCpu: write.cpu,
        parseCpu: parse.cpu,
        parseWall: parse.wall,
        peakMemory: process.resourceUsage().maxRSS * 1024,
    };
};

const runHostile = (): readonly HostileRun[] =>
    hostile.map((make) => {
        const { name, kind, raw } = make();
        const clock = new Clock();
        const violations = clock.time(() => evaluateDocument(documentRules, kind, raw, options).length);
        return { name, characters: typeof raw === "string" ? raw.length : 0, violations, cpu: clock.cpu };
    });

new Command("rulesRun")
    .argument("<count>", 'the number of documents, or "hostile"')
    .argument("[distinct]", "how many of them are distinct; all by default")
    .action((count: string, distinct = count) => {
        console.log(JSON.stringify(count === "hostile" ? runHostile() : run(Number(count), Number(distinct))));
    })
    .parse();
