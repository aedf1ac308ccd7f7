"""Tables of money: rows under one another, grids with a row for each tax period, and what their sums prove."""
