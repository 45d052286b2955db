// command RESULT_FILE COMMAND...
//
// Runs a command to its end and writes to RESULT_FILE "NANOSECONDS KIBIBYTES STATUS": the time from before its start to
// after its end, the most memory that it, or one of the processes that it waited for, had resident (getrusage(2),
// ru_maxrss), and its exit status, or 128 and the number of the signal that ended it.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ll + t.tv_nsec;
}

int main(int count, char **argument) {
    if (count < 3) return 2;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setsid(); // a Ctrl-C is for the benchmark, which ends all that it started
    long long begun = now();
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execvp(argument[2], argument + 2);
        perror(argument[2]);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child) return 1;
    long long ended = now();
    FILE *result = fopen(argument[1], "w");
    if (result == NULL) return 1;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    fprintf(result, "%lld %ld %d\n", ended - begun, used.ru_maxrss, code);
    return fclose(result) == 0 ? 0 : 1;
}
