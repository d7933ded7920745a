/** What the commands about one stack share: checks of option values, and how their result is shown. */
import { InvalidArgumentError } from "commander";
import type { CommandResult } from "../program/preview/previewStack";

/** Accepts an option value for which `isValid` is true; `allowed` describes such a value. */
export const matching =
    (isValid: (value: string) => boolean, allowed: string) =>
    (value: string): string => {
        if (!isValid(value)) {
            throw new InvalidArgumentError(`Expected ${allowed}.`);
        }
        return value;
    };

/** Prints the output of a command and sets its exit code. */
export const show = ({ code, stdout, stderr }: CommandResult): void => {
    if (stderr !== "") {
        console.error(stderr);
    }
    if (stdout !== "") {
        console.log(stdout);
    }
    process.exitCode = code;
};
