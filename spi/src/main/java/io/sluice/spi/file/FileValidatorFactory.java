package io.sluice.spi.file;

import io.sluice.spi.ComponentException;
import io.sluice.spi.ComponentFactory;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;

/** Makes {@link FileValidator} instances. */
public interface FileValidatorFactory extends ComponentFactory {

    /** Makes one, configured. Reads no file. */
    FileValidator create(Host host, Settings settings) throws ComponentException;
}
