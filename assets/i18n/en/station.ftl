### station
