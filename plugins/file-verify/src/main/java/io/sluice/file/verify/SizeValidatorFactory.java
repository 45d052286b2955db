package io.sluice.file.verify;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.FileValidatorFactory;

/**
 * Makes the validator {@code size}. With {@code mode: true} type and permissions count too, with {@code mtime: true} the
 * time of the last change of the contents.
 */
public final class SizeValidatorFactory implements FileValidatorFactory {

    @Override
    public String name() {
        return SizeValidator.NAME;
    }

    @Override
    public String summary() {
        return "compares the length, and if asked mode and time of the last change; does not read";
    }

    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public FileValidator create(Host host, Settings settings) {
        return new SizeValidator(settings.flag("mode", false), settings.flag("mtime", false));
    }
}
