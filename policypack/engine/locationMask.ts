/** The stack's own account, Region and partition in the texts that fingerprints hash. */
import { domainOf, isAccountId, isRegionCode, memoizeByObject, memoizeByText, memoizeLast } from "../iam";
import type { RuleOptions } from "./rule";

/** Names of one location. A template has also those that stand for the pseudo parameters of CloudFormation. */
interface Names {
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
    readonly partitions: readonly string[];
}

type Options = Pick<RuleOptions, "account" | "region" | "partition" | "ownAccounts">;

/** What a template reads for `AWS::AccountId`, unless the account is known, and for other pseudo parameters. */
const pseudoParameters = { account: "000000000000", region: "us-east-1", partition: "aws" };

const listed = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);

const namesIn = ({ account, region, partition = "aws" }: Options): Names => ({
    accounts: listed(account),
    regions: listed(region),
    partitions: [partition],
});

const namesInTemplate = ({ account, region, partition = "aws", ownAccounts }: Options): Names => ({
    accounts: [account ?? ownAccounts[0] ?? pseudoParameters.account],
    regions: [...listed(region), pseudoParameters.region],
    partitions: [...new Set([partition, pseudoParameters.partition])],
});

const oneOf = (texts: readonly string[]): string =>
    texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");

/** What to replace. Most texts contain none of the names, which is found out sooner without a pattern. */
interface Replacement {
    readonly names: readonly string[];
    readonly pattern: RegExp;
    readonly placeholder: string;
}

/** The placeholders are references, which no name or ARN contains. */
const replacementsOf = ({ partitions, ...names }: Names): readonly Replacement[] => {
    const accounts = names.accounts.filter(isAccountId);
    const regions = names.regions.filter(isRegionCode);
    // Services have names under `amazonaws.com` in every partition, and in some also under the partition's own domain.
    const domains = [...new Set([...partitions.map(domainOf), "amazonaws.com"])];
    return [
        {
            names: partitions,
            pattern: RegExp(`(?<=(?<![0-9A-Za-z])arn:)(${oneOf(partitions)})(?=:)`, "g"),
            placeholder: "{{AWS::Partition}}",
        },
        {
            names: domains,
            pattern: RegExp(`(?<=\\.)(${oneOf(domains)})(?![\\w.-])`, "g"),
            placeholder: "{{AWS::URLSuffix}}",
        },
        {
            names: accounts,
            pattern: RegExp(`(?<!\\d)(${oneOf(accounts)})(?!\\d)`, "g"),
            placeholder: "{{AWS::AccountId}}",
        },
        {
            names: regions,
            pattern: RegExp(`(?<![0-9A-Za-z])(${oneOf(regions)})(?![0-9A-Za-z])`, "g"),
            placeholder: "{{AWS::Region}}",
        },
    ].filter(({ names }) => names.length > 0);
};

/** The characters of a text that is masked sooner than it is compared with the last one. */
const maxShort = 5_000;

/** Replaces the location of a stack, so that stacks which differ only in it have the same fingerprints. */
export class LocationMask {
    private readonly replacements: readonly Replacement[];

    constructor(names: Names) {
        this.replacements = replacementsOf(names);
    }

    /** The text with placeholders for the own account, Region, partition and domain; all else as it stands. */
    apply(text: string): string {
        return text.length > maxShort ? this.applyToLong(text) : this.masked(text);
    }

    /** The violations of a document that cannot be read all depend on its whole text. */
    private readonly applyToLong = memoizeLast((text: string) => this.masked(text));

    private masked(text: string): string {
        let masked = text;
        for (const { names, pattern, placeholder } of this.replacements) {
            if (names.some((name) => text.includes(name))) {
                masked = masked.replace(pattern, placeholder);
            }
        }
        return masked;
    }
}

/** Some hundred stacks. */
const maxCachedCharacters = 50_000;

const masks = memoizeByText(maxCachedCharacters, (names) => new LocationMask(JSON.parse(names) as Names));

/** The mask for a resource. Equal ones are the same object, by which forms are memoized. */
export const maskOf = memoizeByObject((options: Options) => masks(JSON.stringify(namesIn(options))));

/** The mask for a document in a template. */
export const maskInTemplate = memoizeByObject((options: Options) => masks(JSON.stringify(namesInTemplate(options))));
