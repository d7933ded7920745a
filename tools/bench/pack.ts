/** Measures startup and analysis of the pack over gRPC, compared to a pack without policies. */
import { allRules } from "../../policypack/rules";
import { Analyzer, type Resource } from "../../test/policypack/analyzer";
import { packCopy } from "../../test/policypack/packCopy";
import { account, documents } from "./documents";
import { emptyPack } from "./emptyPack";
import { figure, type Figure } from "./figures";

const group = "pack";

const holders = {
    grant: ["aws:iam/policy:Policy", "policy"],
    trust: ["aws:iam/role:Role", "assumeRolePolicy"],
    resource: ["aws:sqs/queuePolicy:QueuePolicy", "policy"],
    boundary: ["aws:organizations/policy:Policy", "content"],
} as const;

/** A stack with a number of resources, every other one with a policy document. */
const stack = (count: number, seed: number): readonly Resource[] => {
    const provider = { region: "eu-west-1", allowedAccountIds: [account] };
    return documents(count, seed).map(({ kind, text }, index) => {
        const name = `r${index}`;
        const tags = { team: "payments", stage: "production", owner: `someone-${index}` };
        const [type, property] = holders[kind];
        return index % 2 === 0
            ? { type, name, provider, properties: { name, tags, [property]: text } }
            : { type: "aws:ec2/instance:Instance", name, provider, properties: { instanceType: "m7g.large", tags } };
    });
};

/** The number of resources per turn. The packs alternate, so that other load affects both alike. */
const turn = 50;

/** The milliseconds per resource for each pack. Like the engine, it sends one request per registration. */
const perResource = async <Name extends string>(
    packs: Readonly<Record<Name, Analyzer>>,
    resources: readonly Resource[],
): Promise<Readonly<Record<Name, number>>> => {
    const names = Object.keys(packs) as Name[];
    const durations = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
    for (let at = 0; at < resources.length; at += turn) {
        for (const name of names) {
            const start = performance.now();
            for (const resource of resources.slice(at, at + turn)) {
                await packs[name].analyze(resource);
            }
            durations[name] += (performance.now() - start) / resources.length;
        }
    }
    return durations;
};

/** Exemptions that match nothing. */
const exemptions = Array.from({ length: 1_000 }, (_, at) => ({
    fingerprint: `v2:${at.toString(16).padStart(32, "0")}`,
    stacks: ["*"],
    reason: "measured",
    expires: "2999-12-31",
}));

/** The number of resources before the measurement. */
const warmUp = 200;

/** Every rule with its own level and these exemptions. */
const exempting = Object.fromEntries(
    allRules.map(({ name, level }) => [name, { level, config: { exemptions } }] as const),
);

const names = ["own", "exempting", "empty"] as const;

type Timings = Readonly<Record<(typeof names)[number], number[]>>;

const timings = (): Timings => ({ own: [], exempting: [], empty: [] });

/** Measures the packs with a number of resources. */
export const measurePack = async (count: number, runs: number): Promise<readonly Figure[]> => {
    const [own, empty] = [await packCopy(), await emptyPack()];
    const ready = timings();
    const analyzed = timings();
    try {
        for (let run = 0; run < runs; run += 1) {
            const packs = {
                own: await Analyzer.start(own.folder),
                exempting: await Analyzer.start(own.folder),
                empty: await Analyzer.start(empty.folder),
            };
            try {
                // The engine configures every pack before the first request.
                await packs.own.configure({});
                await packs.exempting.configure(exempting);
                await packs.empty.configure({});
                await perResource(packs, stack(warmUp, 3));
                const found = await perResource(packs, stack(count, 4 + run));
                for (const name of names) {
                    ready[name].push(packs[name].readyAfter);
                    analyzed[name].push(found[name]);
                }
            } finally {
                await Promise.all(names.map((name) => packs[name].stop()));
            }
        }
    } finally {
        own.remove();
        empty.remove();
    }
    const pairs = <Result>(
        of: Timings,
        name: "own" | "exempting",
        join: (mine: number, none: number) => Result,
    ): readonly Result[] => of[name].map((mine, at) => join(mine, of.empty[at] ?? NaN));
    const added = (name: "own" | "exempting"): readonly number[] => pairs(analyzed, name, (mine, none) => mine - none);
    const seconds = (values: readonly number[]): readonly number[] => values.map((value) => value / 1000);
    return [
        figure(group, "startup", "s", seconds(ready.own)),
        figure(group, "startup, pack without policies", "s", seconds(ready.empty)),
        figure(
            group,
            "startup, ratio to that pack",
            "times",
            pairs(ready, "own", (mine, none) => mine / none),
            { aim: 1.2 },
        ),
        figure(group, "analysis per resource", "ms", analyzed.own, {
            note: `${count} resources over gRPC, every other one with a document`,
        }),
        figure(group, "analysis per resource, added by the policies", "ms", added("own"), { aim: 0.3 }),
        figure(group, "the same with 1,000 exemptions in every rule", "ms", added("exempting"), { aim: 0.3 }),
    ];
};
