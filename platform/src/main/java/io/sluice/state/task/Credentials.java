package io.sluice.state.task;

import io.sluice.image.message.CredentialsEntry;
import io.sluice.proc.StatusLines;
import java.util.List;

/** Users, groups and capabilities of a thread (credentials(7), capabilities(7)). */
final class Credentials {
    private Credentials() {}

    /**
     * Those of a thread.
     *
     * @param secureBits what prctl(2) told of it
     */
    static CredentialsEntry of(StatusLines status, int secureBits) {
        List<Integer> users = status.numbers("Uid");
        List<Integer> groups = status.numbers("Gid");
        CredentialsEntry.Builder entry = CredentialsEntry.newBuilder()
                .setUid(users.get(0))
                .setEuid(users.get(1))
                .setSuid(users.get(2))
                .setFsuid(users.get(3))
                .setGid(groups.get(0))
                .setEgid(groups.get(1))
                .setSgid(groups.get(2))
                .setFsgid(groups.get(3))
                .addAllCapInh(words(status.bits("CapInh")))
                .addAllCapPrm(words(status.bits("CapPrm")))
                .addAllCapEff(words(status.bits("CapEff")))
                .addAllCapBnd(words(status.bits("CapBnd")))
                .addAllCapAmb(words(status.bits("CapAmb")))
                .setSecbits(secureBits)
                .addAllGroups(status.numbers("Groups"));
        if (status.text("NoNewPrivs").equals("1")) {
            entry.setNoNewPrivs(1);
        }
        return entry.build();
    }

    private static List<Integer> words(long capabilities) {
        return List.of((int) capabilities, (int) (capabilities >>> Integer.SIZE));
    }
}
