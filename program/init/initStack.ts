import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRegionCode, partitionOfRegion } from "../../policypack/iam";
import { ConfigError } from "../config/error";
import { projectIn } from "../config/stackFile";
import { planStackFile } from "../preview/planStackFile";
import { isStackName, newStackFile, type Choice, type NewStackFile } from "./stackFile";

/** A stack file that was written. */
export interface WrittenStackFile extends NewStackFile {
    /** The file name, which is in the folder. */
    readonly file: string;
}

/** The file of a stack. */
export const fileOf = (stack: string): string => `Pulumi.${stack}.yaml`;

const choiceIssues = (folder: string, { stack, region, components }: Choice): ConfigError["issues"] => [
    ...(isStackName(stack)
        ? []
        : [
              {
                  path: "--stack",
                  value: stack,
                  message: "is not a name of a stack",
                  fix: 'Use 1 to 100 letters, digits, "_", "-" or ".", beginning with a letter or a digit.',
              },
          ]),
    ...(isStackName(stack) && existsSync(join(folder, fileOf(stack)))
        ? [
              {
                  path: fileOf(stack),
                  message: "exists already",
                  fix: "Name another stack with --stack, or edit that file.",
              },
          ]
        : []),
    ...(isRegionCode(region)
        ? []
        : [
              {
                  path: "--region",
                  value: region,
                  message: "is not a Region code",
                  fix: "Use a code such as eu-west-1.",
              },
          ]),
    ...(components.length > 0
        ? []
        : [{ path: "--pattern", message: "is missing", fix: "Choose at least one pattern." }]),
];

/**
 * Writes the file of a new stack, if the program accepts it.
 *
 * @throws ConfigError if a choice is invalid or the file exists; nothing is written then.
 */
export const initStack = (folder: string, choice: Choice, schema: string): WrittenStackFile => {
    const issues = choiceIssues(folder, choice);
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    const { stack, region } = choice;
    const written = newStackFile(choice, schema);
    // As `npm run preview` does: the names of components are checked like those in any stack file.
    planStackFile(written.config, {
        project: projectIn(folder),
        stack,
        location: { partition: partitionOfRegion(region), accountId: "123456789012", region },
    });
    const file = fileOf(stack);
    writeFileSync(join(folder, file), written.text, { flag: "wx" });
    return { ...written, file };
};
