import { takeRejections } from "../../support/rejections";
import type { Program } from "./world";

/** A program, and whether it ran to its end. */
export interface WatchedProgram {
    readonly program: Program;
    /**
     * Asserts that the program ran to its end. The Automation API hides errors of the connection to the engine, because
     * the engine has usually reported their cause. A program that never reached its engine then counts as one without
     * resources, and an `up` deletes those of the state and succeeds.
     *
     * @throws with the error that stopped the program.
     */
    readonly assertCompleted: (operation: string) => void;
}

export const watchProgram = (program: Program): WatchedProgram => {
    let isCompleted = false;
    return {
        program: async () => {
            const outputs = await program();
            isCompleted = true;
            return outputs;
        },
        assertCompleted: (operation) => {
            if (!isCompleted) {
                // There is none if an earlier failure in this process makes rejections of this kind be ignored.
                const [cause] = takeRejections();
                const message = cause instanceof Error ? cause.message : "the cause is unknown";
                throw new Error(
                    `The engine reports success of ${operation}, but the program did not run to its end: ${message}`,
                    { cause },
                );
            }
        },
    };
};
