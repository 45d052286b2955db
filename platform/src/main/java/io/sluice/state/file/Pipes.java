package io.sluice.state.file;

import com.google.protobuf.ByteString;
import io.sluice.image.format.ImageType;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.PipeDataEntry;
import io.sluice.image.message.PipeEntry;
import io.sluice.kernel.FileControl;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PipeContents;
import io.sluice.state.StateImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pipes of a tree, and what is in them. */
final class Pipes {
    private static final int ACCESS = 3;
    private static final int WRITE_ONLY = 1;
    private final List<StateImage.Part> contents = new ArrayList<>();
    private final Set<Long> looked = new HashSet<>();

    /**
     * Takes one end.
     *
     * @param shared the end itself
     */
    FileEntry entry(int id, DescriptorFacts facts, FileStatus status, OpenFile shared) {
        if ((facts.flags() & ACCESS) != WRITE_ONLY && looked.add(status.inode())) {
            look((int) status.inode(), shared);
        }
        PipeEntry pipe = PipeEntry.newBuilder()
                .setId(id)
                .setPipeId((int) status.inode())
                .setFlags(facts.flags())
                .setFown(DescriptorFacts.owner(shared))
                .build();
        return FileEntry.newBuilder()
                .setType(FileKind.PIPE.number())
                .setId(id)
                .setPipe(pipe)
                .build();
    }

    private void look(int pipe, OpenFile reading) {
        byte[] bytes = PipeContents.of(reading);
        PipeDataEntry entry = PipeDataEntry.newBuilder()
                .setPipeId(pipe)
                .setBytes(bytes.length)
                .setSize(new FileControl(reading).pipeSize())
                .build();
        contents.add(new StateImage.Part(entry, ByteString.copyFrom(bytes)));
    }

    StateImage image() {
        return new StateImage("pipes-data.img", ImageType.PIPES_DATA, contents);
    }
}
