package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.describe.ChainDescription;
import io.sluice.image.verify.VerifyReport;

/** The platform itself. */
final class RealPlatform implements Platform {
    RealPlatform(Configuration configuration) {
        throw new SluiceException(
                ErrorCode.INTERNAL, "the façade is not there yet, for " + configuration.file(), "wait for the merge");
    }

    @Override
    public PreDumpReport preDump(PreDumpRequest request, Control control) {
        throw new IllegalStateException("never opened");
    }

    @Override
    public VerifyReport verify(String set, Control control) {
        throw new IllegalStateException("never opened");
    }

    @Override
    public ChainDescription inspect(String set) {
        throw new IllegalStateException("never opened");
    }

    @Override
    public void close() {}
}
