package io.sluice.file.verify;

import io.sluice.spi.file.FileValidator;
import io.sluice.testkit.contract.FileValidatorContract;
import java.util.EnumSet;
import java.util.Set;

class BuildIdValidatorContractTest implements FileValidatorContract {
    @Override
    public FileValidator validator() {
        return new BuildIdValidator();
    }

    @Override
    public byte[] file() {
        return new ElfImage(true, false, ElfImage.Table.SEGMENTS).note(9_000, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }
}
