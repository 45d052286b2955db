# Counts until there is a file "finish"; then writes how far it came, and what it has in memory.
import os

number, steps, ring = 0, 0, [0] * 65536
while steps % 65536 or not os.path.exists("finish"):
    number = (number * 6364136223846793005 + 1442695040888963407) % 2**64
    ring[steps % 65536] = number
    steps += 1
with open("unfinished", "w") as result:
    result.write("%d %d %d\n" % (steps, number, sum(ring) % 2**64))
os.rename("unfinished", "result")
