import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import run from "../../deployments";
import { namespace } from "../../deployments/namespace";
import { deploy, type Made } from "../support/deploy";
import { root } from "../support/imports";

/** The example config, by key without the namespace. */
export const exampleConfig = (): Readonly<Record<string, unknown>> => {
    const text = readFileSync(join(root, "examples", "deployments", "Pulumi.acme.yaml"), "utf8");
    const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.slice(namespace.length + 1), value]));
};

/** Runs the program with a config, encoded like Pulumi: text as is, everything else as JSON. */
export const runProgram = async (
    config: Readonly<Record<string, unknown>>,
    secretKeys: readonly string[] = [],
): Promise<{ readonly result: unknown; readonly made: readonly Made[] }> => {
    pulumi.runtime.setAllConfig(
        Object.fromEntries(
            Object.entries(config).map(([key, value]) => [
                `${namespace}:${key}`,
                typeof value === "string" ? value : JSON.stringify(value),
            ]),
        ),
        secretKeys.map((key) => `${namespace}:${key}`),
    );
    try {
        return await deploy(run, { project: namespace, stack: "acme" });
    } finally {
        pulumi.runtime.setAllConfig({});
    }
};
