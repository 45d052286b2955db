package io.sluice.cli;

import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;

/**
 * What the commands ask of the platform. The façade answers all of it; tests answer it with reports of their own, so that
 * what a command asks for and prints can be seen without a process to dump.
 */
interface Platform extends AutoCloseable {

    /** Pre-dumps a process tree. */
    PreDumpReport preDump(PreDumpRequest request, Control control);

    @Override
    void close();
}
