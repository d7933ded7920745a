import { allRules } from "../../policypack/rules";
import {
    oidcIssuers,
    servicePrincipalExceptions,
    serviceTrusts,
    type SourceKeySupport,
    type ServiceTrust,
} from "../../policypack/iam";
import { blocks, code, plain, table } from "./markdown";

const classes: Readonly<Record<Exclude<SourceKeySupport, "unlisted">, string>> = {
    required: "AWS documents that these services send the source keys. A trust policy without them is a violation.",
    unsupported:
        "A source key in the trust policy breaks these services. No key is required, and one in the policy is reported.",
    conflicting: "Reports about these services contradict each other, so nothing is reported.",
};

const factsTable = (facts: readonly ServiceTrust[]): string =>
    table(
        ["Service", "`aws:SourceArn` value", "Notes", "Source", "Confidence", "Date"],
        facts.map(({ service, sourceArn, note, source, confidence, date }) => [
            code(service),
            sourceArn === undefined ? "" : code(sourceArn),
            plain(note ?? ""),
            plain(source),
            confidence,
            date,
        ]),
    );

const services = (): string =>
    blocks(
        "## Services in trust policies",
        "The facts about services that assume roles. A service that is in none of these tables is unlisted: its trust " +
            "policies need a source key too, and `unlistedServices` sets the enforcement level.",
        ...Object.entries(classes).flatMap(([kind, description]) => [
            `### ${kind}`,
            description,
            factsTable(serviceTrusts.filter((fact) => fact.class === kind)),
        ]),
    );

const pairs = (): string =>
    blocks(
        "## Services in resource-based policies",
        "Services that are restricted by other condition keys than the source keys. If the table has no key, no " +
            "condition can restrict the service, and the rule does not require one.",
        table(
            ["Resource", "Service", "Keys", "Source", "Date"],
            servicePrincipalExceptions.map(({ resource, principal, keys = [], source, date }) => [
                code(resource),
                code(principal),
                keys.map(({ key }) => code(key)).join("<br>"),
                plain(source),
                date,
            ]),
        ),
    );

const sharedIssuers = (): string =>
    blocks(
        "## Shared OIDC issuers",
        "Issuers with many organizations: a trust policy must restrict the claim that identifies your organization.",
        table(
            ["Issuer", "Name", "Claim", "Example", "Source"],
            oidcIssuers.map(({ issuer, name, tenancy, example, source }) => [
                code(issuer),
                plain(name),
                code(tenancy),
                code(example),
                plain(source),
            ]),
        ),
    );

/** The page of all rules of the pack, and of the facts that they use. */
export const rulesPage = (): string =>
    blocks(
        "# Rules",
        "The rules of the [policy pack](policyPack.md), which also apply to the components of this package. A violation " +
            "of a mandatory rule blocks the update; a violation of an advisory rule is only reported. Each rule has a " +
            "page with examples.",
        table(
            ["Rule", "Level", "Severity", "Description"],
            allRules.map(({ name, level, severity, description }) => [
                `[${code(name)}](rules/${name}.md)`,
                level,
                severity,
                description,
            ]),
        ),
        services(),
        pairs(),
        sharedIssuers(),
    );
