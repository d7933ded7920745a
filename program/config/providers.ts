/** The AWS providers that a config declares besides that of the stack, for other accounts and Regions. */
import type { AwsLocation } from "../../components/pattern/location";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { requireSamePartition } from "../../components/pattern/samePartition";
import { locationOfAssumedRole } from "./assumedRole";
import { step } from "./encrypted";
import { namespace, type Settings } from "./settings";

/** A provider of the config, with what the stack's own provider determines where the config does not. */
export interface DeclaredProvider {
    readonly name: string;
    /** The role that it assumes; undefined for the credentials of the run. */
    readonly assumeRoleArn?: string;
    readonly location: AwsLocation;
}

/** The providers of valid settings, by name. `home` is the location of the stack's own provider. */
export const providersOf = (settings: Settings, home: AwsLocation): ReadonlyMap<string, DeclaredProvider> =>
    new Map(
        Object.entries(settings.providers ?? {}).map(([name, { assumeRoleArn, accountId, region }]) => {
            const assumed = assumeRoleArn ?? settings.assumeRoleArn;
            const location: AwsLocation = {
                ...home,
                ...locationOfAssumedRole(assumeRoleArn),
                ...(accountId === undefined ? {} : { accountId }),
                ...(region === undefined ? {} : { region }),
            };
            return [name, { name, location, ...(assumed === undefined ? {} : { assumeRoleArn: assumed }) }];
        }),
    );

/** Reports providers whose role is in another account or partition than they say. */
export const providerIssues = (settings: Settings, home: AwsLocation): readonly ValidationIssue[] =>
    Object.entries(settings.providers ?? {}).flatMap(([name, { assumeRoleArn, accountId, region }]) => {
        const path = `${namespace}:providers.${name}`;
        const assumed = locationOfAssumedRole(assumeRoleArn);
        return [
            ...(accountId !== undefined && assumed !== undefined && assumed.accountId !== accountId
                ? [
                      {
                          path: step(path, "accountId"),
                          value: accountId,
                          message: `is not the account of assumeRoleArn, ${assumed.accountId}`,
                          fix: "Use a role of this account, or correct the account.",
                      },
                  ]
                : []),
            ...requireSamePartition(step(path, "region"), region, { ...home, ...assumed }),
        ];
    });

/** The logical name of a provider. It differs from that of the provider of the stack, `assumed`. */
export const declaredProviderName = (name: string): string => `provider-${name}`;
