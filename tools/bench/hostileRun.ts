/**
 * One measurement of hostile input at full size, through the audit and through the policies, in a separate process that
 * is bundled first. The result is one line of JSON.
 */
import { hostileKinds } from "../../test/policypack/hostile/kinds";
import { audited, lengthOf, reportedOn } from "../../test/policypack/hostile/run";

/** The measurement of one kind. */
export interface HostileInputRun {
    readonly name: string;
    readonly characters: number;
    readonly violations: number;
    /** CPU time in milliseconds, of the slower of the two. */
    readonly cpu: number;
}

const cpuOf = (work: () => void): number => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
};

const runs = hostileKinds.map(({ name, size, resources, sections }): HostileInputRun => {
    const given = resources(size);
    const configuration = (sections?.(size) ?? {}) as Readonly<Record<string, unknown>>;
    let violations = 0;
    const asAudit = cpuOf(() => {
        violations = audited(given, configuration).length;
    });
    // The pack keeps what it has read, so the policies are measured on other resources of the same kind.
    const others = resources(Math.max(1, size - 1));
    const asPolicies = cpuOf(() => {
        reportedOn(others, configuration);
    });
    return { name, characters: lengthOf(given, configuration), violations, cpu: Math.max(asAudit, asPolicies) };
});

console.log(JSON.stringify(runs));
