/** Evaluates hostile input through every entry point of the pack: the audit, and the policies of the adapter. */
import { policies } from "../../../policypack/adapter";
import { audit } from "../../../policypack/audit";
import { jsonText } from "../../../policypack/documents/values/parseJson";
import { formatViolation } from "../../../policypack/engine/format";
import { unknownChecking } from "../unknownChecking";
import type { HostileResource } from "./kinds";

const day = "2026-11-22";

const urnOf = ({ type }: HostileResource, index: number): string => `urn:pulumi:prod::app::${type}::r${index}`;

/** The output of `pulumi stack export` for these resources. */
export const exportOf = (resources: readonly HostileResource[]): unknown => ({
    version: 3,
    deployment: {
        manifest: {},
        resources: resources.map((one, index) => ({ urn: urnOf(one, index), type: one.type, inputs: one.inputs })),
    },
});

/** The characters of the inputs and of the configuration. */
export const lengthOf = (resources: readonly HostileResource[], sections: unknown): number => {
    const open: unknown[] = [sections, ...resources];
    let length = 0;
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
        if (typeof one === "object" && one !== null) {
            const keys = Array.isArray(one) ? [] : Object.keys(one);
            length += 2 + keys.reduce((sum, key) => sum + key.length + 4, 0);
            open.push(...(Object.values(one) as readonly unknown[]).map((value) => value ?? ""));
        } else {
            length += (jsonText(one) ?? "").length + 3;
        }
    }
    return length;
};

/** A violation as CrossGuard receives it. */
export interface Reported {
    readonly policy: string;
    readonly message: string;
    readonly urn: string | undefined;
}

/** The violations that the audit of an export reports. */
export const audited = (given: readonly HostileResource[], sections: unknown): readonly Reported[] =>
    audit(exportOf(given), sections, day).violations.map((violation) => ({
        policy: violation.rule.name,
        message: formatViolation(violation),
        urn: violation.urn,
    }));

type Report = (violation: unknown, urn?: string) => void;

/** A policy with the parts of the arguments that the pack reads. CrossGuard's types have more. */
type Validate = (args: unknown, report: Report) => void;

interface Policy {
    readonly name: string;
    readonly validateResource?: Validate;
    readonly validateStack?: Validate;
}

/** Calls every policy, as CrossGuard does. */
export const reportedOn = (
    given: readonly HostileResource[],
    sections: Readonly<Record<string, unknown>> = {},
): readonly Reported[] => {
    const reported: Reported[] = [];
    const all = given.map((one, index) => ({ ...one, urn: urnOf(one, index), name: `r${index}` }));
    for (const policy of policies as unknown as readonly Policy[]) {
        const report: Report = (violation, urn) => {
            const message = typeof violation === "string" ? violation : (violation as { message: string }).message;
            reported.push({ policy: policy.name, message, urn });
        };
        const getConfig = (): unknown => sections[policy.name] ?? {};
        for (const { type, urn, name, inputs } of all) {
            const props = unknownChecking(inputs);
            policy.validateResource?.({ type, urn, name, props, opts: {}, getConfig }, (violation) => {
                report(violation, urn);
            });
        }
        const resources = all.map(({ type, urn, name, inputs }) => ({
            type,
            urn,
            name,
            props: unknownChecking(inputs),
            propertyDependencies: {},
        }));
        policy.validateStack?.({ resources, getConfig }, report);
    }
    return reported;
};
