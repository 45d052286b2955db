# Lines of numbers through a pipe until there is a file "finish"; then how many they were, and their sum.
while [ ! -e finish ]; do seq 1 1000; done | awk '{ lines++; sum += $1 } END { print lines, sum }' > unfinished
mv unfinished result
