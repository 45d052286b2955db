package io.sluice.file.verify;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.FileValidatorFactory;

/** Makes the validator {@code build-id}, which has no settings. */
public final class BuildIdValidatorFactory implements FileValidatorFactory {

    @Override
    public String name() {
        return BuildIdValidator.NAME;
    }

    @Override
    public String summary() {
        return "compares the build-id that a linker put into an ELF file";
    }

    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public FileValidator create(Host host, Settings settings) {
        return new BuildIdValidator();
    }
}
