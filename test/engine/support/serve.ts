import * as grpc from "@grpc/grpc-js";

/** What a plugin does not implement, and the engine is told so. */
const unimplemented: grpc.handleUnaryCall<unknown, unknown> = (_, callback) => {
    callback({
        code: grpc.status.UNIMPLEMENTED,
        details: "this plugin of the engine tests does not implement the call",
    });
};

/** Serves a plugin as the engine expects one: on a port of its own, which is the first line that it prints. */
export const serve = (definition: grpc.ServiceDefinition, service: grpc.UntypedServiceImplementation): void => {
    const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(definition, {
        ...Object.fromEntries(Object.keys(definition).map((name) => [name, unimplemented])),
        ...service,
    });
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) {
            throw error;
        }
        process.stdout.write(`${port}\n`);
    });
};
