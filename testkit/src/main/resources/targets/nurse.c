/*
 * Starts a command in a session of its own, as its parent and that of all who lose theirs there, and reaps them at once: an init
 * may take seconds, and until then their numbers are taken.
 *   nurse LOG COMMAND...
 * Prints the command's number, when it is about to be executed, and ends; what it leaves behind goes with the last of them.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void open_as(const char *path, int flags, int number)
{
    int file = open(path, flags, 0644);
    if (file < 0 || dup2(file, number) < 0)
        _exit(126);
    if (file != number)
        close(file);
}

static _Noreturn void execute(const char *log, char **words)
{
    setsid();
    open_as("/dev/null", O_RDONLY, 0);
    open_as(log, O_WRONLY | O_CREAT | O_TRUNC, 1);
    dup2(1, 2);
    execvp(words[0], words);
    perror(words[0]);
    _exit(127);
}

int main(int count, char **words)
{
    int started[2];
    char byte;
    if (count < 3 || pipe2(started, O_CLOEXEC) != 0)
        return 2;
    pid_t nurse = fork();
    if (nurse != 0) {
        close(started[1]);
        return nurse < 0 || read(started[0], &byte, 1) != 1;
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid_t child = fork();
    if (child == 0)
        execute(words[1], words + 2);
    if (child < 0)
        return 1;
    printf("%d\n", child);
    fflush(stdout);
    if (write(started[1], "", 1) != 1 || chdir("/") != 0)
        return 1;
    close(started[0]);
    close(started[1]);
    for (int number = 0; number <= 2; number++)
        open_as("/dev/null", O_RDWR, number);
    while (wait(0) > 0)
        ;
    return 0;
}
