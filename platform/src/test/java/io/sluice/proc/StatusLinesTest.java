package io.sluice.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the kernel says of a task, and what of it is not known. */
class StatusLinesTest {

    @Test
    void thisKernelSaysNothingThatIsNotKnown() {
        int own = (int) ProcessHandle.current().pid();
        assertThat(StatusLines.read(own).orElseThrow().unknown()).isEmpty();
    }

    @Test
    void whatIsNewIsUnknown() {
        byte[] text = "Name:\tsh\nZeal:\t7\nArdour:\t0\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(StatusLines.parse(text).unknown()).containsExactly("Ardour", "Zeal");
    }
}
