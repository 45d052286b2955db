package io.sluice.file.verify;

import io.sluice.spi.file.FileValidator;
import io.sluice.testkit.contract.FileValidatorContract;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

class ChecksumValidatorContractTest implements FileValidatorContract {
    @Override
    public FileValidator validator() {
        return new ChecksumValidator(new Extent(Coverage.WHOLE, 0), 1 << 30, true);
    }

    @Override
    public byte[] file() {
        byte[] bytes = new byte[600_000];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
