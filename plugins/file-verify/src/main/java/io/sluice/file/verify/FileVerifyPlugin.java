package io.sluice.file.verify;

import io.sluice.spi.SluiceExtension;
import io.sluice.spi.file.FileValidatorFactory;
import java.util.List;
import org.pf4j.Extension;

/** The plugin's entry. */
@Extension
public final class FileVerifyPlugin implements SluiceExtension {

    @Override
    public List<FileValidatorFactory> fileValidators() {
        return List.of(new BuildIdValidatorFactory(), new ChecksumValidatorFactory(), new SizeValidatorFactory());
    }
}
