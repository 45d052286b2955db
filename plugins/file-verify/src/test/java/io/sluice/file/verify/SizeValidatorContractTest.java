package io.sluice.file.verify;

import io.sluice.spi.file.FileValidator;
import io.sluice.testkit.contract.FileValidatorContract;
import java.util.EnumSet;
import java.util.Set;

class SizeValidatorContractTest implements FileValidatorContract {
    @Override
    public FileValidator validator() {
        return new SizeValidator(true, true);
    }

    @Override
    public byte[] file() {
        return new byte[12_345];
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.LENGTH);
    }
}
