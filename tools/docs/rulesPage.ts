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
    required: "AWS documents that these send the source keys, so a trust without them is refused.",
    unsupported: "A source key in the trust breaks these, so none is asked for, and one that is there is told.",
    conflicting: "Reports differ about these, so nothing is said either way.",
};

const factsTable = (facts: readonly ServiceTrust[]): string =>
    table(
        ["Service", "`aws:SourceArn` to write", "To know", "Read from", "Known by", "On"],
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
        "What is known of each service that assumes roles. A service that stands in no table is unlisted: its trust must " +
            "be guarded too, and how hard that is held is set by `unlistedServices`.",
        ...Object.entries(classes).flatMap(([kind, words]) => [
            `### ${kind}`,
            words,
            factsTable(serviceTrusts.filter((fact) => fact.class === kind)),
        ]),
    );

const pairs = (): string =>
    blocks(
        "## Services in resource policies",
        "Pairs for which the source keys are not what binds. Where no key stands, nothing can bind the service and " +
            "nothing is asked of it.",
        table(
            ["Resource", "Service", "Keys", "Read from", "On"],
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
        "## Shared identity issuers",
        "Issuers that serve many organizations: a trust must bind the claim that names one's own.",
        table(
            ["Issuer", "Whose", "Claim", "For example", "Read from"],
            oidcIssuers.map(({ issuer, name, tenancy, example, source }) => [
                code(issuer),
                plain(name),
                code(tenancy),
                code(example),
                plain(source),
            ]),
        ),
    );

/** The page of all rules of the pack, and of the facts they rest on. */
export const rulesPage = (): string =>
    blocks(
        "# The rules",
        "What the [policy pack](policyPack.md) holds every program to, and the components themselves. A mandatory rule " +
            "blocks an update; an advisory one tells. Each has a page with what it finds and what it lets pass.",
        table(
            ["Rule", "Level", "Severity", "What it holds"],
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
