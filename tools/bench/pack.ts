/** Measures startup and analysis of the pack over gRPC, compared to a pack without policies. */
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

/** The number of resources before the measurement. */
const warmUp = 200;

/** Measures the packs with a number of resources. */
export const measurePack = async (count: number, runs: number): Promise<readonly Figure[]> => {
    const [own, empty] = [await packCopy(), await emptyPack()];
    const ready = { own: [] as number[], empty: [] as number[] };
    const analyzed = { own: [] as number[], empty: [] as number[] };
    try {
        for (let run = 0; run < runs; run += 1) {
            const packs = { own: await Analyzer.start(own.folder), empty: await Analyzer.start(empty.folder) };
            try {
                const before = stack(warmUp, 3);
                const resources = stack(count, 4 + run);
                for (const name of ["own", "empty"] as const) {
                    ready[name].push(packs[name].readyAfter);
                    // The engine configures every pack before the first request.
                    await packs[name].configure({});
                }
                await perResource(packs, before);
                const { own: mine, empty: none } = await perResource(packs, resources);
                analyzed.own.push(mine);
                analyzed.empty.push(none);
            } finally {
                await Promise.all([packs.own.stop(), packs.empty.stop()]);
            }
        }
    } finally {
        own.remove();
        empty.remove();
    }
    const pairs = <Result>(of: typeof ready, join: (mine: number, none: number) => Result): readonly Result[] =>
        of.own.map((mine, at) => join(mine, of.empty[at] ?? NaN));
    const seconds = (values: readonly number[]): readonly number[] => values.map((value) => value / 1000);
    return [
        figure(group, "startup", "s", seconds(ready.own)),
        figure(group, "startup, pack without policies", "s", seconds(ready.empty)),
        figure(
            group,
            "startup, ratio to that pack",
            "times",
            pairs(ready, (mine, none) => mine / none),
            { aim: 1.2 },
        ),
        figure(group, "analysis per resource", "ms", analyzed.own, {
            note: `${count} resources over gRPC, every other one with a document`,
        }),
        figure(
            group,
            "analysis per resource, added by the policies",
            "ms",
            pairs(analyzed, (mine, none) => mine - none),
            { aim: 1 },
        ),
    ];
};
