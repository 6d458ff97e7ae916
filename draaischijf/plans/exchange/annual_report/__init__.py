"""Annual reports in three columns: goal, planned actions, follow-up with dates.

`layout` tells which words stand in which column, `planned` and `followed` take the two
columns apart, `facts` finds what is dated, `report` puts it all together as rows.
"""
